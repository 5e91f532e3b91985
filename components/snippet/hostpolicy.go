package snippet

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
)

// Parts of the code that a content security policy can refuse.
const (
	PartScript  = "script"
	PartFrame   = "frame"
	PartPicture = "picture"
	PartSandbox = "sandbox" // not a part: the whole page is put into one
)

// Forms of the code, and what a reader gets of them.
const (
	FormSnippet = "snippet" // figure, frame and script: what the dialog gives
	FormLine    = "line"    // the script alone
	FormFrame   = "frame"   // the frame alone

	Whole   = "whole"   // the story, scrolled with the page
	Cards   = "cards"   // one step at a time
	Picture = "picture" // and a link
	Link    = "link"
	Nothing = "nothing"
)

// Refusal is a part of the code that a policy refuses.
type Refusal struct {
	Part  string
	Found string // the directive that does, as it stands in the policy
	Needs string // the directive with what it needs
	Nonce bool   // it goes by nonces: the script's tag needs the page's
}

// Addresses are those that a page loads for an embed; one that is empty is not there.
type Addresses struct{ Script, Frame, Picture string }

// Addresses are those of the code.
func (o Options) Addresses() Addresses {
	return Addresses{strings.TrimSuffix(o.Base, "/") + "/embed.js", o.FrameURL(), o.Image}
}

// Refusals says what the policy of a page refuses of an embed, and what mends that. The policy is a header's value, or anything that one
// is pasted from: the header with its name, several of them, a line of a server's configuration, a meta element. page is the address of
// the host's page, "" where it is not known; known says whether there was a policy at all.
func Refusals(policy string, a Addresses, page string) (out []Refusal, known bool) {
	for _, p := range policies(policy) {
		known = true
		for _, want := range []struct {
			part, url string
			names     []string
		}{
			{PartScript, a.Script, []string{"script-src-elem", "script-src", "default-src"}},
			{PartFrame, a.Frame, []string{"frame-src", "child-src", "default-src"}},
			{PartPicture, a.Picture, []string{"img-src", "default-src"}},
		} {
			if r, no := p.refuses(want.part, want.url, page, want.names); no {
				out = append(out, r)
			}
		}
		if d, there := p["sandbox"]; there && !(d.has("allow-scripts") && d.has("allow-same-origin")) {
			needs := d
			for _, token := range []string{"allow-scripts", "allow-same-origin"} {
				if !d.has(token) {
					needs = append(slices.Clone(needs), token)
				}
			}
			out = append(out, Refusal{Part: PartSandbox, Found: d.of("sandbox"), Needs: needs.of("sandbox")})
		}
	}
	return out, known
}

// Gets is what a reader gets of a form of the code where these parts are refused.
func Gets(form string, refused []Refusal) string {
	no := func(part string) bool {
		return slices.ContainsFunc(refused, func(r Refusal) bool { return r.Part == part })
	}
	script, frame := !no(PartScript) && !no(PartSandbox), !no(PartFrame)
	switch {
	case script && frame && form != FormFrame:
		return Whole
	case form == FormLine && script:
		return Link
	case form == FormLine:
		return Nothing
	case frame:
		return Cards
	case form == FormFrame:
		return Nothing
	case no(PartPicture):
		return Link
	}
	return Picture
}

// rules are the directives of one policy, the first of each name.
type rules map[string]sources

type sources []string

func (s sources) has(word string) bool {
	return slices.ContainsFunc(s, func(x string) bool { return strings.EqualFold(x, word) })
}

func (s sources) of(name string) string { return strings.Join(append([]string{name}, s...), " ") }

// policies are those of a text. One that only reports refuses nothing.
func policies(text string) (out []rules) {
	for _, one := range headers(text) {
		if quoted := strings.Split(one, `"`); len(quoted) > 2 { // a policy has no such quotes: what holds it does
			one = slices.MaxFunc(quoted, func(a, b string) int { return len(a) - len(b) })
		}
		for p := range strings.SplitSeq(one, ",") {
			r := rules{}
			for d := range strings.SplitSeq(p, ";") {
				f := strings.Fields(strings.TrimLeft(d, `:"= `))
				if len(f) == 0 {
					continue
				}
				if name := strings.ToLower(f[0]); r[name] == nil && directive(name) {
					r[name] = append(sources{}, f[1:]...)
				}
			}
			if len(r) > 0 {
				out = append(out, r)
			}
		}
	}
	return out
}

// unescape undoes what a policy is written with in markup. (What knows all of HTML's names is heavy in the client.)
var unescape = strings.NewReplacer("&#39;", "'", "&#x27;", "'", "&apos;", "'", "&quot;", `"`, "&#34;", `"`, "&amp;", "&")

// headers are the values in a text of headers that refuse, or the text itself where none is named.
func headers(text string) (out []string) {
	const name = "content-security-policy"
	var kept []string
	for line := range strings.Lines(unescape.Replace(text)) {
		if at, _, header := strings.Cut(strings.TrimSpace(line), ": "); !header || strings.ContainsAny(at, " ;'<") || strings.HasPrefix(strings.ToLower(at), name) {
			kept = append(kept, strings.Fields(line)...) // not another header that was pasted along
		}
	}
	text = strings.Join(kept, " ")
	at := strings.Index(strings.ToLower(text), name)
	if at < 0 {
		return []string{text}
	}
	for at >= 0 {
		text = text[at+len(name):]
		one := text
		if at = strings.Index(strings.ToLower(text), name); at >= 0 {
			one = text[:at]
		}
		if !strings.HasPrefix(strings.ToLower(one), "-report-only") {
			out = append(out, one)
		}
	}
	return out
}

// directive says whether a word is the name of one.
func directive(name string) bool {
	return strings.HasSuffix(name, "-src") || slices.Contains([]string{"script-src-elem", "script-src-attr", "style-src-elem", "style-src-attr", "base-uri", "form-action", "frame-ancestors",
		"sandbox", "report-uri", "report-to", "trusted-types", "require-trusted-types-for", "upgrade-insecure-requests", "block-all-mixed-content"}, name)
}

// refuses says whether the first of the directives that there is refuses an address.
func (p rules) refuses(part, address, page string, names []string) (r Refusal, no bool) {
	i := slices.IndexFunc(names, func(n string) bool { return p[n] != nil })
	u, err := url.Parse(address)
	if i < 0 || err != nil || u.Host == "" {
		return r, false
	}
	list := p[names[i]]
	nonces := part == PartScript && slices.ContainsFunc(list, func(s string) bool { return strings.HasPrefix(strings.ToLower(s), "'nonce-") })
	dynamic := part == PartScript && list.has("'strict-dynamic'") // addresses stand in it for older browsers alone
	if !dynamic && slices.ContainsFunc(list, func(s string) bool { return allows(s, u, page) }) {
		return r, false
	}
	name, add := names[i], address
	if name == "default-src" {
		name = names[0]
		if part == PartScript {
			name = "script-src"
		}
	}
	if part == PartFrame {
		add = u.Scheme + "://" + u.Host
	}
	needs := slices.DeleteFunc(slices.Clone(list), func(s string) bool { return strings.EqualFold(s, "'none'") })
	if !dynamic {
		needs = append(needs, add)
	} else if !nonces {
		needs = append(needs, "'nonce-…'")
	}
	return Refusal{Part: part, Found: list.of(names[i]), Needs: needs.of(name), Nonce: nonces || dynamic}, true
}

// allows says whether one source of a list lets an address through.
func allows(source string, u *url.URL, page string) bool {
	if strings.EqualFold(source, "'self'") {
		p, err := url.Parse(page)
		return err == nil && p.Host != "" && p.Scheme == u.Scheme && p.Host == u.Host
	}
	if strings.HasPrefix(source, "'") {
		return false
	}
	if source == "*" {
		return true
	}
	scheme, rest, given := strings.Cut(source, "://")
	if !given {
		if scheme, rest = "", source; strings.HasSuffix(source, ":") {
			return schemes(strings.TrimSuffix(source, ":"), u.Scheme)
		}
	}
	if given && !schemes(scheme, u.Scheme) {
		return false
	}
	rest, path, _ := strings.Cut(rest, "/")
	host, port, ported := strings.Cut(rest, ":")
	name := strings.ToLower(u.Hostname())
	if host = strings.ToLower(host); host != "*" && host != name && !(strings.HasPrefix(host, "*.") && strings.HasSuffix(name, host[1:])) {
		return false
	}
	usual := map[string]string{"http": "80", "https": "443"}
	at := cmp.Or(u.Port(), usual[u.Scheme])
	if !ported {
		port = usual[u.Scheme]
	}
	if port != "*" && port != at && !(port == "80" && at == "443") {
		return false
	}
	path = "/" + path
	return path == "/" || path == u.Path || strings.HasSuffix(path, "/") && strings.HasPrefix(u.Path, path)
}

// schemes says whether what is allowed by one is there by the other: what is asked for securely is more than was asked.
func schemes(allowed, is string) bool {
	return strings.EqualFold(allowed, is) || strings.EqualFold(allowed, "http") && is == "https"
}
