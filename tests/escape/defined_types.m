./defined_types.mini:9:11: make(table) does not escape
./defined_types.mini:10:11: make(map[string]int) does not escape
./defined_types.mini:11:12: table{...} does not escape
./defined_types.mini:12:10: row{...} does not escape
./defined_types.mini:13:11: make(row, 2) does not escape
