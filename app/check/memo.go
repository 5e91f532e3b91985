package check

import (
	"crypto/sha256"
	"sync"
)

// text is a text in a language: what the rules about words depend on, and nothing else.
type text struct {
	tag, words string
	grammars   int64
}

// memo remembers what a rule made of a text. A live desk checks the whole story after each keystroke, and all texts but one
// are the same as before. It forgets everything now and then, so that it cannot grow with the length of a day.
type memo[V any] struct {
	mu   sync.Mutex
	seen map[text]V
}

const memoLimit = 40000

func (m *memo[V]) of(tag, words string, f func(tag, words string) V) V {
	key := text{tag, words, grammarsSince.Load()}
	m.mu.Lock()
	v, ok := m.seen[key]
	m.mu.Unlock()
	if ok {
		return v
	}
	v = f(tag, words)
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.seen == nil || len(m.seen) >= memoLimit {
		m.seen = map[text]V{}
	}
	m.seen[key] = v
	return v
}

// filed remembers what was made of a whole file, by its text. A live desk meets few texts of one, so it keeps few.
type filed[V any] struct {
	mu   sync.Mutex
	seen map[[sha256.Size]byte]V
}

func (m *filed[V]) of(text []byte, f func() V) V {
	key := sha256.Sum256(text)
	m.mu.Lock()
	defer m.mu.Unlock()
	v, ok := m.seen[key]
	if !ok {
		if v = f(); m.seen == nil || len(m.seen) > 8 {
			m.seen = map[[sha256.Size]byte]V{}
		}
		m.seen[key] = v
	}
	return v
}
