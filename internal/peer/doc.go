// Package peer holds the planner to a solver that shares no code with it: clingo, which reads from plan.lp what a plan is. It
// promises that every answer compared is equal to the planner's, and says how many were. It consists of tests behind the build
// tag solvers, needs clingo on the path, and has no code for a program.
package peer
