package command

import "careerlattice/internal/catalog"

// careerExample and credentialExample are the ids of the worked example, where the catalog has them.
const (
	credentialExample = "as-health-informatics"
	careerExample     = "chief-medical-officer"
)

// example is a question that the catalog can answer: the worked example of the built-in catalog, else from a diploma to the
// career that pays best.
func example(c *catalog.Catalog) (from, to string) {
	if _, ok := c.Credential(credentialExample); ok {
		if _, ok := c.Career(careerExample); ok {
			return credentialExample, careerExample
		}
	}
	for _, cred := range c.Credentials {
		if from == "" || cred.Level == catalog.LevelHighSchool {
			from = cred.Slug
		}
		if cred.Level == catalog.LevelHighSchool {
			break
		}
	}
	best := -1
	for _, career := range c.Careers {
		pay := 0
		if career.Wage != nil {
			pay = career.Wage.Annual
		}
		if pay > best && career.TraineeFor == nil {
			best, to = pay, career.Slug
		}
	}
	return from, to
}
