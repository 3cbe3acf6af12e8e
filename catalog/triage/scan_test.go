package triage

import (
	"bytes"
	"fmt"
	"math/rand"
	"testing"
)

func benchLog(n int) []byte {
	var b bytes.Buffer
	r := rand.New(rand.NewSource(1))
	for i := 0; b.Len() < n; i++ {
		if i%100 == 99 {
			fmt.Fprintf(&b, "2021-03-04T08:%02d:%02d.%03dZ WARN upload failed requestId=0f7c1a52-%04x-4222-8333-202103040001 status=404 body={\"errorcode\":\"TopicNotExist\",\"errormessage\":\"topic not exist\"}\n", i/60000%60, i/1000%60, i%1000, r.Intn(65536))
		} else {
			fmt.Fprintf(&b, "2021-03-04T08:%02d:%02d.%03dZ INFO upload finished topic=%08x-aaaa-4bbb-8ccc-000000000001 bytes=%d took=%dms host=ip-10-0-0-%d\n", i/60000%60, i/1000%60, i%1000, r.Uint32(), r.Intn(100000), r.Intn(300), r.Intn(255))
		}
	}
	return b.Bytes()
}

func BenchmarkScan(b *testing.B) {
	log := benchLog(16 << 20)
	s := defaultScanner()
	b.SetBytes(int64(len(log)))
	for b.Loop() {
		n := 0
		for i := s.next(log, 0); i < len(log); i = s.next(log, i+1) {
			n++
		}
	}
	fmt.Println(len(s.words))
}

func BenchmarkCount(b *testing.B) {
	log := benchLog(16 << 20)
	b.SetBytes(int64(len(log)))
	for b.Loop() {
		bytes.Count(log, []byte{'\n'})
	}
}

func BenchmarkNUL(b *testing.B) {
	log := benchLog(16 << 20)
	b.SetBytes(int64(len(log)))
	for b.Loop() {
		bytes.IndexByte(log, 0)
	}
}
