package embed

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"sahel-explainer/components/snippet"
)

// policyForm takes a host's own policy and says what becomes of the code under it: what verify-host says, by the same functions.
func (d dialog) policyForm(o snippet.Options) app.UI {
	t := func(id string) string { return d.t("policy." + id) }
	says := []app.UI{}
	if pasted := d.policy; strings.TrimSpace(pasted) != "" {
		refused, known := snippet.Refusals(pasted, o.Addresses(), "")
		gets := snippet.Gets(snippet.FormSnippet, refused)
		if !known {
			gets = "unknown"
		}
		if gets == snippet.Picture {
			gets = "image" // the part has that name
		}
		says = append(says, app.P().Text(t(gets)))
		for _, r := range refused {
			mend := []app.UI{app.Span().Text(t("nonce"))}
			if !r.Nonce {
				mend = []app.UI{app.Span().Text(t("instead")), code(r.Needs)}
			}
			says = append(says, app.P().Body(append([]app.UI{app.Span().Text(t(r.Part)), code(r.Found)}, mend...)...))
		}
	}
	return app.Div().Class("policy").Body(
		app.Label().Body(app.Span().Text(t("paste")),
			app.Elem("textarea").Attr("name", "policy").Attr("rows", 2).Attr("dir", "ltr").Attr("spellcheck", "false").On("input", d.paste)),
		app.Div().Attr("role", "status").Body(says...))
}

func code(text string) app.UI {
	return app.Elem("pre").Attr("dir", "ltr").Body(app.Elem("code").Text(text))
}
