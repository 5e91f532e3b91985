package build

import (
	"sahel-explainer/app/build/pack"
)

// Client is a compiled client, ready for a draft to take.
type Client struct{ WASM, Exec []byte }

// Compile compiles the client from the files as they are, which takes from one second to half a minute. It touches nothing of the
// draft, so that saves go on being drafted meanwhile; whoever owns the draft takes what comes of it.
func (d *Draft) Compile() (*Client, error) {
	wasm, exec, err := pack.Compile(d.o.Root, d.o.clientCache())
	if err != nil {
		return nil, err
	}
	return &Client{wasm, exec}, nil
}

// Take brings a compiled client in and reports whether it differs from the one that the draft has; the next Update brings it to
// the pages.
func (d *Draft) Take(c *Client) bool {
	if d.last == nil {
		return false
	}
	was := d.last.b.Client
	d.last.take(c)
	return d.last.b.Client != was
}

// take brings a compiled client in. Its size as it is sent is guessed: compressing takes seconds, and this is near enough to look at.
func (now *drafted) take(c *Client) {
	now.b.Client = pack.Client{WASM: now.tree.Asset("client.wasm", c.WASM), Exec: now.tree.Asset("wasm_exec.js", c.Exec)}
	now.b.ClientSize = len(c.WASM) / 6
}
