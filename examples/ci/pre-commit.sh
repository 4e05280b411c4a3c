#!/bin/sh
# .git/hooks/pre-commit: lints what is staged, as it is staged.
exec npx --no oss-process lint --staged
