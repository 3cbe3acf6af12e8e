package search

import (
	"math/rand/v2"
	"testing"
)

// TestDistance compares distance with the same recurrence over the whole table.
func TestDistance(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	word := func() string {
		b := make([]byte, r.IntN(12))
		for i := range b {
			b[i] = "abc"[r.IntN(3)]
		}
		return string(b)
	}
	found := 0
	for range 200_000 {
		a, b, limit, prefix := word(), word(), r.IntN(4), r.IntN(2) == 0
		got, want := distance(a, b, limit, prefix), wholeDistance(a, b, limit, prefix)
		if got != want {
			t.Fatalf("distance(%q, %q, %d, %t) = %d, want %d", a, b, limit, prefix, got, want)
		}
		if want >= 0 {
			found++
		}
	}
	if found < 1000 {
		t.Errorf("only %d pairs were near", found)
	}
}

func TestOtherPair(t *testing.T) {
	for _, c := range []struct {
		a, b  string
		other bool
	}{
		{"connection", "collection", true},
		{"external", "internal", true},
		{"excluded", "exceeded", true},
		{"signatrue", "signature", false}, // swapped
		{"signatuee", "signature", false}, // one replaced
		{"logett", "logset", false},       // one dropped, one doubled
		{"abc", "abcde", false},
		{"abcd", "dcba", false},
		{"same", "same", false},
		{"", "", false},
	} {
		if otherPair(c.a, c.b) != c.other {
			t.Errorf("%q, %q: not %t", c.a, c.b, c.other)
		}
	}
}

func wholeDistance(a, b string, limit int, prefix bool) int {
	table := make([][]int, len(a)+1)
	for i := range table {
		table[i] = make([]int, len(b)+1)
		for j := range table[i] {
			switch {
			case i == 0 || j == 0:
				table[i][j] = i + j
			case a[i-1] == b[j-1]:
				table[i][j] = table[i-1][j-1]
			default:
				table[i][j] = 1 + min(table[i-1][j], table[i][j-1], table[i-1][j-1])
				if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
					table[i][j] = min(table[i][j], table[i-2][j-2]+1)
				}
			}
		}
	}
	d := table[len(a)][len(b)]
	if prefix {
		for _, e := range table[len(a)] {
			d = min(d, e)
		}
	}
	if d > limit {
		return -1
	}
	return d
}
