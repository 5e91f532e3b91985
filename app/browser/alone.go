package browser

import (
	"context"
	"os"
)

// Alone starts a Chromium for one task, with a profile that nobody has used before and nobody will again, and opens a page in it.
// Closing the browser closes the page and takes the profile away.
func Alone(ctx context.Context, flags ...any) (*Browser, *Tab, error) {
	return AloneAt(ctx, Path(), flags...)
}

// AloneAt is Alone for another Chromium than today's.
func AloneAt(ctx context.Context, path string, flags ...any) (*Browser, *Tab, error) {
	profile, err := os.MkdirTemp("", "chromium")
	if err != nil {
		return nil, nil, err
	}
	b, err := StartAt(ctx, path, profile, flags...)
	if err != nil {
		os.RemoveAll(profile)
		return nil, nil, err
	}
	end := b.cancel
	b.cancel = func() {
		end()
		os.RemoveAll(profile)
	}
	tab, err := b.NewTab()
	if err != nil {
		b.Close()
		return nil, nil, err
	}
	return b, tab, nil
}
