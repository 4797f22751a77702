./defers.mini:4:11: p does not escape
./defers.mini:11:8: func literal does not escape
./defers.mini:14:9: func literal does not escape
