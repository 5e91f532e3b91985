package main

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"sahel-explainer/app/preview"
	"sahel-explainer/app/verify"
)

// rig is a copy of the project with caches of its own, and the program.
type rig struct {
	t             *testing.T
	root, program string
	words         string // the file that is edited between builds
}

func newRig(t *testing.T) *rig {
	t.Helper()
	r := &rig{t: t, root: filepath.Join(t.TempDir(), "project")}
	r.program, r.words = filepath.Join(t.TempDir(), "app"), filepath.Join(r.root, "locales/messages/story.en.toml")
	if out, err := exec.Command("go", "build", "-o", r.program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if err := preview.Copy("..", r.root); err != nil {
		t.Fatal(err)
	}
	for _, cache := range []string{"art", "fonts", "cards", "compressed"} { // what is spoiled here is nobody else's
		at := filepath.Join(r.root, ".build", cache)
		os.RemoveAll(at)
		if err := os.CopyFS(at, os.DirFS(filepath.Join("../.build", cache))); err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
	}
	return r
}

// start starts a build.
func (r *rig) start() (cmd *exec.Cmd, said *bytes.Buffer) {
	cmd, said = exec.Command(r.program, "build"), new(bytes.Buffer)
	cmd.Dir, cmd.Stdout, cmd.Stderr = r.root, said, said
	if err := cmd.Start(); err != nil {
		r.t.Fatal(err)
	}
	return cmd, said
}

func (r *rig) build() time.Duration {
	r.t.Helper()
	at := time.Now()
	cmd, said := r.start()
	if err := cmd.Wait(); err != nil {
		r.t.Fatalf("%v\n%s", err, said)
	}
	return time.Since(at)
}

// titled gives the story's English title, and writes another where there is one.
func (r *rig) titled(title string) string {
	r.t.Helper()
	raw, err := os.ReadFile(r.words)
	if err != nil {
		r.t.Fatal(err)
	}
	at := bytes.Index(raw, []byte("\ntitle = \"")) + len("\ntitle = \"")
	end := at + bytes.IndexByte(raw[at:], '"')
	was := string(raw[at:end])
	if title == "" {
		return was
	}
	if err := os.WriteFile(r.words, append(append(bytes.Clone(raw[:at]), title...), raw[end:]...), 0o644); err != nil {
		r.t.Fatal(err)
	}
	return was
}

// published is the list of what stands in dist, which must be a whole site.
func (r *rig) published() string {
	r.t.Helper()
	dist := os.DirFS(filepath.Join(r.root, "dist"))
	faults, n, err := verify.Folder(dist)
	if err != nil || n < 100 || len(faults) > 0 {
		r.t.Fatalf("%d files, %v, %v", n, faults, err)
	}
	raw, err := os.ReadFile(filepath.Join(r.root, "dist", verify.SumsFile))
	if err != nil {
		r.t.Fatal(err)
	}
	return string(raw)
}

// spoil does to a file of the caches what a full disk or a bad one does.
func (r *rig) spoil(dice *rand.Rand) string {
	r.t.Helper()
	files, err := filepath.Glob(filepath.Join(r.root, ".build", "*", "*"))
	if err != nil || len(files) == 0 {
		r.t.Fatal(files, err)
	}
	for {
		file := files[dice.IntN(len(files))]
		if raw, err := os.ReadFile(file); err == nil && !strings.HasSuffix(file, ".mod") && !strings.HasSuffix(file, ".sum") {
			if at := dice.IntN(max(len(raw), 1)); dice.IntN(2) == 0 || len(raw) == 0 {
				raw = raw[:min(at, len(raw))]
			} else {
				raw[at] ^= 1 << dice.IntN(8)
			}
			if err := os.WriteFile(file, raw, 0o644); err != nil {
				r.t.Fatal(err)
			}
			return filepath.Base(file)
		}
	}
}

// A build that is killed anywhere leaves a whole site, the one of before or the new one; what it left half done, and whatever file of a
// cache is spoiled beside it, is in no later site. make kills does it 200 times.
func TestKilledBuilds(t *testing.T) {
	kills, err := strconv.Atoi(os.Getenv("KILLS"))
	if err != nil {
		t.Skip("make kills runs it: each kill is a build")
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	dice := rand.New(rand.NewPCG(seed, 1))
	r := newRig(t)
	was := r.titled("")
	titles := []string{strings.Replace(was, ",", ";", 1), was} // the check lets a sign pass, not another word
	var whole []string
	var took time.Duration
	for _, title := range titles {
		r.titled(title)
		took = r.build()
		whole = append(whole, r.published())
	}
	if whole[0] == whole[1] {
		t.Fatal("the title makes no difference")
	}
	olds, news, now := 0, 0, 1
	for i := range kills {
		r.titled(titles[1-now])
		cmd, _ := r.start()
		time.Sleep(time.Duration(dice.Float64() * float64(took) * 1.1)) // any moment of a build is as good
		cmd.Process.Kill()
		cmd.Wait()
		switch got := r.published(); got {
		case whole[now]:
			olds++
		case whole[1-now]:
			news, now = news+1, 1-now
		default:
			t.Fatalf("kill %d: a third site stands there", i)
		}
		spoiled := r.spoil(dice)
		if i%10 == 9 || i == kills-1 {
			r.titled(titles[now])
			r.build()
			if got := r.published(); got != whole[now] {
				t.Fatalf("after kill %d, with %s spoiled, the same words make another site", i, spoiled)
			}
		}
	}
	t.Logf("%d kills: the old site %d times, the new one %d times, never another", kills, olds, news)

	// Told to stop, it stops, says so, and has put nothing in place.
	r.titled(titles[1-now])
	cmd, said := r.start()
	time.Sleep(took / 10)
	cmd.Process.Signal(syscall.SIGTERM)
	err = cmd.Wait()
	var exit *exec.ExitError
	if got := r.published(); !errors.As(err, &exit) || exit.ExitCode() != 130 || got != whole[now] || !strings.Contains(said.String(), "build: stopped; nothing was put in place") {
		t.Errorf("SIGTERM: %v, %q, the old site: %v", err, said, got == whole[now])
	}
}

// A disk that fills up at any moment costs the build, never the site; with room again, the same words make the same site.
func TestFullDisk(t *testing.T) {
	kills, err := strconv.Atoi(os.Getenv("KILLS"))
	if err != nil {
		t.Skip("make kills runs it: it mounts a small disk")
	}
	r := newRig(t)
	r.build()
	whole := r.published()
	cache := filepath.Join(r.root, ".build", "compressed")
	sizes := []int{1500, 64, 512, 3000}
	if kills < 50 {
		sizes = sizes[:1] // each is two builds that compress all anew
	}
	for _, kb := range sizes {
		os.RemoveAll(cache)
		if err := os.MkdirAll(cache, 0o755); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command("mount", "-t", "tmpfs", "-o", fmt.Sprintf("size=%dk", kb), "tmpfs", cache).CombinedOutput(); err != nil {
			t.Fatalf("mounting a disk of %d KB: %v %s", kb, err, out)
		}
		cmd, said := r.start()
		err := cmd.Wait()
		if err == nil || !strings.Contains(said.String(), "no space left") {
			t.Errorf("%d KB: %v\n%s", kb, err, said)
		}
		if r.published() != whole {
			t.Errorf("%d KB: another site stands there", kb)
		}
		kept := filepath.Join(t.TempDir(), "kept")
		if err := os.CopyFS(kept, os.DirFS(cache)); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command("umount", cache).CombinedOutput(); err != nil {
			t.Fatalf("%v %s", err, out)
		}
		os.RemoveAll(cache)
		if err := os.CopyFS(cache, os.DirFS(kept)); err != nil {
			t.Fatal(err)
		}
		r.build()
		if r.published() != whole {
			t.Errorf("%d KB, with room again: another site", kb)
		}
	}
}
