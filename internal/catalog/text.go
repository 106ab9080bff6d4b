package catalog

import (
	"strconv"
	"strings"
)

// Text is the parts joined by "and".
func (r *AllOf) Text() string {
	if len(r.Of) == 0 {
		return "nothing"
	}
	return join(r.Of, "and")
}

// Text is the parts joined by "or".
func (r *AnyOf) Text() string {
	if len(r.Of) == 0 {
		return "something that the catalog does not name"
	}
	return join(r.Of, "or")
}

// Text is "at least 2 of: …".
func (r *SomeOf) Text() string {
	texts := partTexts(r.Of)
	if len(texts) == 0 {
		texts = []string{"nothing"}
	}
	return "at least " + strconv.Itoa(r.Count) + " of: " + strings.Join(texts, "; ")
}

// Text is the credential's name.
func (r *CredentialRequirement) Text() string { return r.Credential.Name }

// Text is such as "a bachelor's degree or higher in Health Informatics".
func (r *LevelRequirement) Text() string {
	article := "a "
	if r.Level == LevelAssociate {
		article = "an "
	}
	text := article + r.Level.Name()
	if r.Level != LevelDoctoral {
		text += " or higher"
	}
	if len(r.Fields) > 0 {
		names := make([]string, len(r.Fields))
		for i, f := range r.Fields {
			names[i] = f.Name
		}
		text += " in " + list(names, "or")
	}
	return text
}

// Text is such as "12 months as IT Consultant or Nurse".
func (r *ExperienceRequirement) Text() string {
	text := strconv.Itoa(r.Months) + " months"
	if r.Months == 1 {
		text = "1 month"
	}
	if len(r.In) == 0 {
		return text + " of work in any career"
	}
	names := make([]string, len(r.In))
	for i, c := range r.In {
		names[i] = c.Name
	}
	return text + " as " + list(names, "or")
}

// join puts parts in one sentence, parted by what no part has within itself.
func join(of []Requirement, word string) string {
	texts := partTexts(of)
	if len(texts) == 1 {
		return texts[0]
	}
	separator := ""
	for _, text := range texts {
		if strings.Contains(text, ", ") || strings.Contains(text, "; ") {
			separator = "; "
			break
		}
		if len(texts) > 2 || strings.Contains(text, " or ") || strings.Contains(text, " and ") {
			separator = ", "
		}
	}
	if separator == "" {
		return texts[0] + " " + word + " " + texts[1]
	}
	last := len(texts) - 1
	return strings.Join(texts[:last], separator) + separator + word + " " + texts[last]
}

// partTexts gives the texts of parts, in parentheses where they have parts themselves.
func partTexts(of []Requirement) []string {
	texts := make([]string, len(of))
	for i, part := range of {
		texts[i] = part.Text()
		if len(Parts(part)) > 0 {
			texts[i] = "(" + texts[i] + ")"
		}
	}
	return texts
}
