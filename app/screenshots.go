//go:build !editor

package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"sahel-explainer/app/browser"
	"sahel-explainer/app/build/render"
	"sahel-explainer/locales"
)

// screenshotStep is what the pictures in an install dialog show: the map with its words.
const screenshotStep = "corps-libya"

// screenshots draws the pictures of the app that install dialogs show from a built site into dir. They are part of the source, since a
// build must not need Chromium.
func screenshots(ctx context.Context, dist, dir string) error {
	base, done, err := openSite(dist)
	if err != nil {
		return err
	}
	defer done()
	b, tab, err := browser.Alone(ctx)
	if err != nil {
		return err
	}
	defer b.Close()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	quality := int64(80)
	for _, loc := range locales.All() {
		for form, size := range render.ScreenshotSizes {
			scale := 1.0
			if form == "narrow" {
				scale = 1.5 // a phone's pixels are finer than its measures
			}
			p := emulation.SetDeviceMetricsOverrideParams{Width: int64(float64(size[0]) / scale), Height: int64(float64(size[1]) / scale), DeviceScaleFactor: scale, Mobile: form == "narrow"}
			if _, err := chromedp.Call(tab.Context(), emulation.SetDeviceMetricsOverride, p); err != nil {
				return err
			}
			// Once before, so that the fonts are there at once.
			for range 2 {
				if err := tab.Go(base + "/" + loc.Tag + "/"); err != nil {
					return err
				}
			}
			if err := tab.Wait(`document.querySelector(".pager") && document.fonts.status === "loaded"`, 40*time.Second); err != nil {
				return err
			}
			if err := tab.Eval(fmt.Sprintf("%s(%q,%g)", browser.ScrollTo, screenshotStep, 0.3), nil); err != nil {
				return err
			}
			time.Sleep(1500 * time.Millisecond) // the way between two states
			r, err := chromedp.Call(tab.Context(), page.CaptureScreenshot, page.CaptureScreenshotParams{Format: page.CaptureScreenshotFormatWebp, Quality: &quality})
			if err != nil {
				return err
			}
			if err := os.WriteFile(filepath.Join(dir, loc.Tag+"-"+form+".webp"), r.Data, 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}
