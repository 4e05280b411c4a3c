;;; oss-process.el --- findings in process strings -*- lexical-binding: t -*-
;; Emacs 29 and later, or 28 with eglot: load this file, then M-x eglot in a buffer.
;; eglot runs one server a buffer; for languages that have another one, use lsp-mode with :add-on? t.
(require 'eglot)

(define-derived-mode oss-process-mode prog-mode "OSS"
  "Lists of process strings."
  (setq-local comment-start "# "))
(add-to-list 'auto-mode-alist '("\\.oss\\'" . oss-process-mode))

(add-to-list 'eglot-server-programs
             '((oss-process-mode yaml-mode conf-mode) . ("oss-process" "lsp" "--stdio")))
(add-hook 'oss-process-mode-hook #'eglot-ensure)
