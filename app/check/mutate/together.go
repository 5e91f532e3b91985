package mutate

import (
	"runtime"
	"slices"
	"strings"
	"sync"

	"sahel-explainer/app/check"
)

// togetherMost is how many mutations are made in one project: each in a message of its own, so that a finding tells by its place whose
// it is.
const togetherMost = 60

// batches are mutations that can be judged in one project: of words alone, and no two of one step or message. Others are by themselves.
func batches(todo []Outcome) [][]*Outcome {
	var out [][]*Outcome
	var taken []map[string]bool
	for i := range todo {
		x := &todo[i]
		if !x.wordsAlone() {
			out, taken = append(out, []*Outcome{x}), append(taken, nil)
			continue
		}
		places := x.places()
		at := 0
		for at < len(out) && (taken[at] == nil || len(out[at]) >= togetherMost || slices.ContainsFunc(places, func(p string) bool { return taken[at][p] })) {
			at++
		}
		if at == len(out) {
			out, taken = append(out, nil), append(taken, map[string]bool{})
		}
		out[at] = append(out[at], x)
		for _, p := range places {
			taken[at][p] = true
		}
	}
	return out
}

// wordsAlone reports whether a mutation changes words and cannot stop the reading of the project.
func (m Mutation) wordsAlone() bool {
	return !slices.Contains(m.Rules, "load") && len(m.At) > 0 && !slices.Contains(m.At, "*") &&
		!slices.ContainsFunc(m.Edits, func(e Edit) bool { return !strings.Contains(e.File, "/messages/") })
}

// places are the steps and messages that a mutation is about.
func (m Mutation) places() (out []string) {
	for _, at := range m.At {
		out = append(out, placeOf(at))
	}
	return out
}

// placeOf is the step of a message, or the message itself.
func placeOf(id string) string {
	if s := step(id); s != "" {
		return s
	}
	return id
}

// judgeAll judges mutations in one project, or in halves where a finding has no owner among them or the project cannot be read.
func (s *story) judgeAll(batch []*Outcome, clean map[string]int, sign bool) {
	if len(batch) == 1 {
		s.judge(batch[0], clean, sign)
		return
	}
	all := Mutation{}
	owner := map[string]*Outcome{}
	for _, x := range batch {
		all.Edits = append(all.Edits, x.Edits...)
		for _, p := range x.places() {
			owner[p] = x
		}
	}
	halves := func() {
		s.judgeAll(batch[:len(batch)/2], clean, sign)
		s.judgeAll(batch[len(batch)/2:], clean, sign)
	}
	p, err := check.LoadFS(s.apply(all))
	if err != nil {
		halves()
		return
	}
	if sign {
		resign(p)
	}
	found := s.newly(p, clean, true)
	for _, f := range found {
		if owner[placeOf(f.ID)] == nil {
			halves()
			return
		}
	}
	for _, f := range found {
		s.count(owner[placeOf(f.ID)], f)
	}
}

// judgeSeveral judges a list, as many at once as there are cores.
func (s *story) judgeSeveral(todo []Outcome, clean map[string]int, sign bool) {
	for _, x := range todo {
		for _, e := range x.Edits {
			s.file(e.File)
		}
	}
	var wait sync.WaitGroup
	next := make(chan []*Outcome)
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for batch := range next {
				s.judgeAll(batch, clean, sign)
			}
		})
	}
	for _, batch := range batches(todo) {
		next <- batch
	}
	close(next)
	wait.Wait()
}
