// Package bls reads what the U.S. Bureau of Labor Statistics publishes: wages by occupation and sector, employment
// projections, and links between pages of the Occupational Outlook Handbook. It promises the figures of the files, with
// what is missing or given only as a bound marked as such, and the years the files name. It does not judge or round them.
package bls
