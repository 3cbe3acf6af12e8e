package catalog_test

import (
	"fmt"
	"strings"
	"testing"

	"cls-error-explorer/catalog"
)

func TestDiff(t *testing.T) {
	tests := []struct{ name, from, to, want string }{
		{"to the next", "2019-05-15", "2020-05-20", "+SyntaxError +LogsetEmpty +SpeedQuotaExceed"},
		{"limits", "2019-02-28", "2019-05-15", "+IndexRuleEmpty +LogsetNotEmpty +MachineGroupExceed +ShipperExceed +TaskReadOnly +CursorNotExist +TaskNotExist +ConsumerNotExist +ConsumerConflict LogsetExceed:10>20 TopicExceed:20>10"},
		{"with a withdrawal", "2020-05-20", "2020-08-13", "+AuthFailure.SecretIdNotFound +AuthFailure.SignatureFailure +AuthFailure.SignatureExpire +AuthFailure.MFAFailure +AuthFailure.UnauthorizedOperation +AuthFailure.InvalidSecretId +AuthFailure.TokenFailure +AuthFailure.Unauthorized +AccountArrears +ServiceNotActivated -Unauthorized"},
		{"backwards", "2020-05-20", "2019-05-15", "-SyntaxError -LogsetEmpty -SpeedQuotaExceed"},
		{"none", "2019-05-15", "2019-05-15", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := catalog.Get("cls-2017").Diff(test.from, test.to)
			var got []string
			for _, e := range d.Added {
				got = append(got, "+"+e.Code)
			}
			for _, e := range d.Withdrawn {
				got = append(got, "-"+e.Code)
			}
			for _, l := range d.Limits {
				got = append(got, fmt.Sprintf("%s:%s>%s", l.Entry.Code, l.From, l.To))
			}
			if s := strings.Join(got, " "); s != test.want {
				t.Errorf("got  %s\nwant %s", s, test.want)
			}
		})
	}
}
