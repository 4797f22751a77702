./c30w_cold_kinds.mini:16:7: e does not escape
./c30w_cold_kinds.mini:16:57: ... argument does not escape
./c30w_cold_kinds.mini:16:59: e.line does not escape
./c30w_cold_kinds.mini:16:66: ":" escapes to heap
./c30w_cold_kinds.mini:16:72: e.column does not escape
./c30w_cold_kinds.mini:26:13: make([]int, 0, 16) does not escape
./c30w_cold_kinds.mini:28:15: append escapes to heap
./c30w_cold_kinds.mini:41:13: entries does not escape
./c30w_cold_kinds.mini:63:7: &entry{...} does not escape
./c30w_cold_kinds.mini:65:29: func literal escapes to heap
./c30w_cold_kinds.mini:65:19: append escapes to heap
./c30w_cold_kinds.mini:72:12: text does not escape
./c30w_cold_kinds.mini:73:8: &syntaxError{...} does not escape
./c30w_cold_kinds.mini:89:20: []entry{...} does not escape
./c30w_cold_kinds.mini:99:13: ... argument does not escape
./c30w_cold_kinds.mini:99:14: total does not escape
./c30w_cold_kinds.mini:99:26: kept == nil escapes to heap
./c30w_cold_kinds.mini:99:37: len(dump) does not escape
./c30w_cold_kinds.mini:99:48: len(reports) does not escape
