package app

import "fmt"

// say returns words of the interface in the language of the page. The English
// words are the key, so a view reads as what it shows.
func say(english string) string { return english }

// sayf is say for words with values in them: the verbs of fmt.Sprintf.
func sayf(english string, values ...any) string { return fmt.Sprintf(say(english), values...) }
