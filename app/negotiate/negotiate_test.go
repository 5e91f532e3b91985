package negotiate

import (
	"flag"
	"os"
	"strings"
	"testing"

	"sahel-explainer/locales"
)

var write = flag.Bool("write", false, "write the maps into web/nginx.conf and web/Caddyfile")

var all = Of(locales.All())

// Every language goes where its readers read, the heaviest wish first; who reads none of ours is not guessed at.
func TestLanguage(t *testing.T) {
	for accept, want := range map[string]string{
		"": "", "*": "", "de": "", "zh-Hant, he;q=0.9": "", "fr-FR,fr;q=0.9,en;q=0.8": "fr", "en-GB": "en", "ar-ML": "ar", "FR": "fr",
		"de, fr;q=0.8": "fr", "de,en;q=0.1": "en", "en;q=0.1, fr;q=0.2": "fr", "en;q=0, fr;q=0.001": "fr", "en;q=0": "", "en;q=0.81,fr;q=0.89": "fr",
		"bm": "fr", "ff": "fr", "wo-SN": "fr", "dyu": "fr", "son-ML": "fr", "ha": "en", "ha-NE": "fr", "ha-NG": "en", "ff-NG": "en", "arz": "ar", "mey": "ar", "fil": "", "arn": "",
		"\x00;;q": "", "fr;q=x": "", "fr;q=2": "", "fr;level=1": "", " en ; q = .5 , ar;q=1.000": "ar", ",,;;=": "",
	} {
		if got := all.Language(accept); got != want {
			t.Errorf("%q gives %q, want %q", accept, got, want)
		}
	}
	if got := all[1:].Language("ar, fr;q=0.5"); got != "fr" {
		t.Errorf("a site without Arabic gives %q", got)
	}
}

// A language is given one locale alone, and written as the table compares it.
func TestTable(t *testing.T) {
	seen := map[string]string{}
	for _, l := range locales.All() {
		for _, one := range append([]string{l.Tag}, l.Readers...) {
			if seen[one] != "" || one != strings.ToLower(one) {
				t.Errorf("%s is of %s and of %s", one, seen[one], l.Tag)
			}
			seen[one] = l.Tag
		}
	}
}

// The maps of nginx and Caddy in web/ are those of the table.
func TestServersHaveTheTable(t *testing.T) {
	for file, want := range map[string]string{"../../web/nginx.conf": all.Nginx(), "../../web/Caddyfile": all.Caddy()} {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		before, rest, ok := strings.Cut(string(raw), "# languages: begin\n")
		got, after, closed := strings.Cut(rest, "# languages: end\n")
		if !ok || !closed {
			t.Fatalf("%s: the marks of the languages are gone", file)
		}
		indent := got[strings.LastIndex(got, "\n")+1:]
		if *write {
			if err := os.WriteFile(file, []byte(before+"# languages: begin\n"+want+indent+"# languages: end\n"+after), 0o644); err != nil {
				t.Fatal(err)
			}
		} else if got != want+indent {
			t.Errorf("%s: its languages are not those of locales/langs; run go test ./app/negotiate -args -write", file)
		}
	}
}
