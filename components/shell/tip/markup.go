// Package tip shows the words of a mark or a clause beside it, for who points at it. Who points with the keyboard hears them (marks).
package tip

import "github.com/maxence-charriere/go-app/v9/pkg/app"

func box(title, text string) app.UI {
	return app.Div().Class("tip").Aria("hidden", true).Body(app.B().Text(title), app.Span().Text(text))
}
