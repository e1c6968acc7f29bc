"""Measurements that are printed as tables for docs and README; nothing here runs in production or in the tests."""
