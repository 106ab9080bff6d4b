package catalog

var (
	kindWords  = [...]string{KindDegree: "degree", KindCertificate: "certificate", KindCertification: "certification", KindLicense: "license"}
	levelWords = [...]string{
		LevelHighSchool: "high-school", LevelPostsecondaryCertificate: "postsecondary-certificate", LevelAssociate: "associate",
		LevelBachelors: "bachelors", LevelPostbaccalaureateCertificate: "postbaccalaureate-certificate", LevelMasters: "masters",
		LevelPostmastersCertificate: "postmasters-certificate", LevelDoctoral: "doctoral",
	}
	levelNames = [...]string{
		LevelHighSchool: "high-school diploma", LevelPostsecondaryCertificate: "postsecondary certificate",
		LevelAssociate: "associate degree", LevelBachelors: "bachelor's degree",
		LevelPostbaccalaureateCertificate: "postbaccalaureate certificate", LevelMasters: "master's degree",
		LevelPostmastersCertificate: "post-master's certificate", LevelDoctoral: "doctoral degree",
	}
)

// String is the kind's word in catalog files, such as "certification"; empty for the zero Kind.
func (k Kind) String() string {
	if int(k) < len(kindWords) {
		return kindWords[k]
	}
	return ""
}

// String is the level's word in catalog files, such as "bachelors"; empty for LevelNone.
func (l Level) String() string {
	if int(l) < len(levelWords) {
		return levelWords[l]
	}
	return ""
}

// Name is the level as people say it, such as "bachelor's degree"; empty for LevelNone.
func (l Level) Name() string {
	if int(l) < len(levelNames) {
		return levelNames[l]
	}
	return ""
}

// Levels are the levels of academic credentials, lowest first.
func Levels() []Level {
	all := make([]Level, 0, LevelDoctoral)
	for l := LevelHighSchool; l <= LevelDoctoral; l++ {
		all = append(all, l)
	}
	return all
}

// Kinds are the kinds of credentials, in the order of their constants.
func Kinds() []Kind { return []Kind{KindDegree, KindCertificate, KindCertification, KindLicense} }

// ParseLevel gives the level that a word such as "bachelors" names.
func ParseLevel(word string) (Level, bool) {
	for _, l := range Levels() {
		if l.String() == word {
			return l, true
		}
	}
	return LevelNone, false
}

func words[T interface{ String() string }](all []T) []string {
	out := make([]string, len(all))
	for i, x := range all {
		out[i] = x.String()
	}
	return out
}
