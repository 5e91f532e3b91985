//go:build js && wasm

package page

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// Part is a part of the shell. Each embeds Base, is shown by a go-app component of its own, and is told what it has a method for
// (messages.go).
type Part interface {
	Render() app.UI
	base() *Base
}

// Base is what a part is made of.
type Base struct {
	*Page
	shown *component
}

func (b *Base) base() *Base { return b }

// Render shows nothing: it is for parts whose markup is the article's alone.
func (b *Base) Render() app.UI { return Nothing() }

// Update has the part show what is now.
func (b *Base) Update() { b.shown.Update() }

// Ctx is the context of the part's component.
func (b *Base) Ctx() app.Context { return b.shown.ctx }

// Nothing is what a part shows while it has nothing to show: go-app keeps a component by an element. Not an empty text, which others in the
// page may take away.
func Nothing() app.UI { return app.Span().Hidden(true) }

// component is the go-app component of a part. One type for all: of each type go-app's whole set of methods is in the client once more,
// which for thirteen weighed 10 KB compressed.
type component struct {
	app.Compo
	part Part
	ctx  app.Context
}

// OnMount implements app.Mounter.
func (c *component) OnMount(ctx app.Context) {
	c.ctx = ctx
	if p, ok := c.part.(Starter); ok {
		p.Started()
	}
}

// OnDismount implements app.Dismounter.
func (c *component) OnDismount() {
	if p, ok := c.part.(Ender); ok {
		p.Ended()
	}
}

// OnAppUpdate implements app.AppUpdater.
func (c *component) OnAppUpdate(app.Context) {
	if p, ok := c.part.(Updater); ok {
		p.VersionWaits()
	}
}

// OnAppInstallChange implements app.AppInstaller.
func (c *component) OnAppInstallChange(app.Context) {
	if p, ok := c.part.(Installer); ok {
		p.InstallChanged()
	}
}

// Render implements app.Composer.
func (c *component) Render() app.UI { return c.part.Render() }

var (
	_ app.Mounter      = (*component)(nil)
	_ app.Dismounter   = (*component)(nil)
	_ app.AppUpdater   = (*component)(nil)
	_ app.AppInstaller = (*component)(nil)
)
