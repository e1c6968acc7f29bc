"""The rules, one file each. A file that registers a rule with `@check` is all a new rule needs."""
