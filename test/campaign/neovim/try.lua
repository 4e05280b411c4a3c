-- Opens a file with a mistake in Neovim: waits for the finding, asks for words, mends it. Prints what was seen.
vim.wait(15000, function() return #vim.diagnostic.get(0) > 0 end, 20)
for _, found in ipairs(vim.diagnostic.get(0)) do
  io.stdout:write(string.format('%d:%d %s %s\n', found.lnum, found.col, found.code, found.message))
end

local function ask(method, params)
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, 10000) or {}) do return answer.result end
end

vim.api.nvim_win_set_cursor(0, { 1, 50 })
local hover = ask('textDocument/hover', vim.lsp.util.make_position_params(0, 'utf-16'))
io.stdout:write(hover.contents.value .. '\n')

local params = vim.lsp.util.make_range_params(0, 'utf-16')
params.context = { diagnostics = {} }
for _, action in ipairs(ask('textDocument/codeAction', params)) do
  if action.title == 'Write "1"' then vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16') end
end
io.stdout:write(vim.api.nvim_buf_get_lines(0, 0, -1, false)[1] .. '\n')
vim.wait(15000, function() return #vim.diagnostic.get(0) == 0 end, 20)
io.stdout:write(#vim.diagnostic.get(0) .. ' left\n')
vim.cmd('qa!')
