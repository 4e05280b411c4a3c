#!/bin/sh
# .git/hooks/pre-commit: lints what is staged, as it is staged.
exec npx --yes oss-process lint --staged
