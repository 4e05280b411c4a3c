-- Neovim 0.7 and later: copy this file to ~/.config/nvim/plugin/oss-process.lua.
local config = {
  name = 'oss-process',
  cmd = { 'oss-process', 'lsp', '--stdio' },
}

vim.api.nvim_create_autocmd({ 'BufRead', 'BufNewFile' }, {
  pattern = '*.oss',
  callback = function()
    vim.bo.filetype = 'oss-process'
  end,
})

vim.api.nvim_create_autocmd('FileType', {
  pattern = {
    'oss-process', 'typescript', 'typescriptreact', 'javascript', 'javascriptreact', 'vue', 'html', 'css', 'java', 'kotlin',
    'go', 'python', 'php', 'ruby', 'rust', 'cs', 'swift', 'dart', 'yaml', 'json', 'markdown', 'sh',
  },
  callback = function(event)
    config.root_dir = vim.fn.getcwd()
    if vim.lsp.start then
      vim.lsp.start(config, { bufnr = event.buf })
      return
    end
    -- Neovim 0.7 has no vim.lsp.start: one client for all buffers.
    vim.g.oss_process_client = vim.g.oss_process_client or vim.lsp.start_client(config)
    vim.lsp.buf_attach_client(event.buf, vim.g.oss_process_client)
  end,
})
