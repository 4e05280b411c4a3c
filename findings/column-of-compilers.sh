#!/usr/bin/env bash
# "FILE:LINE:COLUMN: text" names a place of which Emacs and Vim make two others: Emacs (28.2) counts screen columns, a tab up to the next multiple of 8 and a Chinese letter twice,
# Vim (9.0) counts bytes. With the columns that most linters print, which count characters, Emacs lands too early in a line that a tab indents, and Vim in one with
# Chinese before the place; both are right for ASCII behind blanks. In Emacs compilation-error-screen-columns, set to nil, counts characters.
# A good guess is that a column is a character in both, since both jump rightly in most files.
# Seen, letters in front of w_0, which are 9, 6 and 7: Emacs 2 4 7, Emacs with nil 9 6 7, Vim 9 2 7
# Needs emacs and vim.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '\tab("x", w_0)\n图片 = "w_0"\n  b = "w_0"\n' > places.txt
printf 'report\n\nplaces.txt:1:10: tab\nplaces.txt:2:7: wide\nplaces.txt:3:8: plain\n' > report
tail -n +3 report > plain-report
cat > jump.el <<'SCRIPT'
(require 'compile)
(defun places ()
  (with-temp-buffer
    (insert-file-contents "report")
    (compilation-mode)
    (let ((report (current-buffer)) found)
      (dotimes (index 3)
        (setq next-error-last-buffer report)
        (save-window-excursion
          (let ((inhibit-message t)) (next-error 1 (= index 0)))
          (with-current-buffer "places.txt" (push (- (point) (line-beginning-position)) found))))
      (nreverse found))))
(let* ((screen (places)) (compilation-error-screen-columns nil) (characters (places)))
  (princ (format "Emacs %s, with nil %s" screen characters)))
SCRIPT
emacs=$(emacs --batch -Q -l jump.el 2> /dev/null)
vim -Nu NONE -es -c 'set encoding=utf-8 errorformat=%f:%l:%c:\ %m' -c 'cfile plain-report' \
  -c 'let found = []' -c 'for index in [1, 2, 3] | exe "cc " . index | call add(found, charcol(".") - 1) | endfor' \
  -c 'call writefile([join(found)], "found")' -c 'qa!' || true
seen="$emacs, Vim ($(cat found))"
echo "$(emacs --version | head -1), $(vim --version | head -1 | cut -d' ' -f1-5): $seen"
[ "$seen" = 'Emacs (2 4 7), with nil (9 6 7), Vim (9 2 7)' ] || { echo changed; exit 1; }
