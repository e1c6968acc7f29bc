"""A Word file taken apart: its package opened with care, its numbering counted, its body written as HTML."""
