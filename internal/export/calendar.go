package export

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

// Calendar writes a plan as iCalendar: an event of whole days for each step, from the day on which the plan starts, and one on
// the day on which the target is open. The stamp of each event is that day too, so that the same plan gives the same bytes.
func (r *Release) Calendar(w io.Writer, target *catalog.Career, p *planner.Plan, start time.Time) error {
	cal := ics.NewCalendarFor("Career Lattice")
	cal.SetMethod(ics.MethodPublish)
	cal.SetName("Plan to " + target.Name)
	cal.SetXWRCalName("Plan to " + target.Name)
	cal.SetDescription(r.about())
	cal.SetXWRCalDesc(r.about())
	uid := strings.TrimPrefix(p.ID(), "plans/")
	for i, step := range p.Steps {
		span := step.Common()
		e := cal.AddEvent(fmt.Sprintf("%s-step-%d@careerlattice", uid, i+1))
		e.SetDtStampTime(start)
		e.SetAllDayStartAt(after(start, span.StartMonth))
		e.SetAllDayEndAt(laterDay(after(start, span.StartMonth), after(start, span.EndMonth)))
		e.SetSummary(step.String())
		e.SetDescription(r.stepText(step))
		e.SetTimeTransparency(ics.TransparencyTransparent)
		kind := "Work"
		if _, ok := step.(*planner.StudyStep); ok {
			kind = "Study"
		}
		e.AddCategory(kind)
	}
	open := cal.AddEvent(uid + "-open@careerlattice")
	open.SetDtStampTime(start)
	open.SetAllDayStartAt(after(start, p.Months))
	open.SetAllDayEndAt(after(start, p.Months).AddDate(0, 0, 1))
	open.SetSummary(target.Name + " is open")
	open.SetDescription(p.TradeOff + " " + r.about())
	open.SetTimeTransparency(ics.TransparencyTransparent)
	open.AddCategory("Goal")
	return cal.SerializeTo(w)
}

// after is the day so many months later: the last of its month where that has no such day.
func after(day time.Time, months int) time.Time {
	first := time.Date(day.Year(), day.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(day.Day(), last)-1)
}

// laterDay is end, or the day after start where end is not later: no event has no length.
func laterDay(start, end time.Time) time.Time {
	if end.After(start) {
		return end
	}
	return start.AddDate(0, 0, 1)
}

// stepText says what a step costs, earns and is for, and where its figures come from.
func (r *Release) stepText(step planner.Step) string {
	span := step.Common()
	origin := r.origin(figuresOfSpan(span)...)
	lines := []string{"Serves: " + servesText(span)}
	if span.Cost > 0 {
		lines = append(lines, "Costs $"+strconv.Itoa(span.Cost))
	}
	if span.Earned > 0 {
		lines = append(lines, "Earns $"+strconv.Itoa(span.Earned))
	}
	lines = append(lines, "Source: "+origin.DataSource, "License: "+origin.License, "As of: "+origin.AsOf)
	return strings.Join(lines, "\n")
}
