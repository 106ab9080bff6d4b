package planner

import (
	"fmt"
	"strings"
	"testing"

	"careerlattice/internal/catalog"
)

// TestBuiltinReasons holds why some questions about the built-in catalog have no plan to the text in testdata, for a person to
// read; -update writes it.
func TestBuiltinReasons(t *testing.T) {
	p := New(builtin(t), DefaultBudget)
	diploma := ProfileInput{Credentials: []string{"high-school-diploma"}}
	beside := &ConstraintsInput{StudyModes: []StudyMode{WhileWorking}}
	var b strings.Builder
	for _, in := range []Input{
		{To: "registered-nurse"},
		{To: "professor-of-health-informatics"},
		{From: diploma, To: "physician", Constraints: &ConstraintsInput{MaxLevel: new(catalog.LevelMasters)}},
		{From: diploma, To: "chief-medical-officer", Constraints: &ConstraintsInput{Avoid: []string{"doctor-of-medicine"}}},
		{From: diploma, To: "pharmacist", Constraints: &ConstraintsInput{MaxLevel: new(catalog.LevelBachelors), Via: []string{"physician"}}},
		{From: diploma, To: "registered-nurse", Constraints: beside},
		{From: diploma, To: "medical-coder", Constraints: beside},
		{From: diploma, To: "cancer-registrar", Constraints: beside},
		{From: diploma, To: "registered-nurse", Constraints: &ConstraintsInput{MaxMonths: new(12)}},
		{From: diploma, To: "clinical-nurse-leader", Constraints: &ConstraintsInput{MaxMonths: new(90), MaxCost: new(50_000)}},
		{From: diploma, To: "medical-records-or-health-informatics-technician", Constraints: &ConstraintsInput{MaxMonths: new(26), MaxCost: new(7_000)}},
	} {
		none, ok := ask(t, p, in).(*NoPlan)
		if !ok {
			t.Errorf("%s: there is a plan", describe(in))
			continue
		}
		fmt.Fprintf(&b, "%s\n  %s\n\n", describe(in), none.Message)
	}
	unchanged(t, "testdata/reasons.txt", "reasons", b.String())
}
