// Package explore is the view of all data: what is chosen by form or address is shown in pictures and tables and given away as files.
package explore
