./c54w_parser.mini:17:7: n does not escape
./c54w_parser.mini:18:7: v does not escape
./c54w_parser.mini:19:7: leaking param content: n
./c54w_parser.mini:20:7: leaking param content: b
./c54w_parser.mini:36:7: p does not escape
./c54w_parser.mini:43:7: p does not escape
./c54w_parser.mini:53:7: p does not escape
./c54w_parser.mini:62:7: p does not escape
./c54w_parser.mini:48:7: &Bin{...} does not escape
./c54w_parser.mini:57:7: &Bin{...} does not escape
./c54w_parser.mini:71:10: &Neg{...} does not escape
./c54w_parser.mini:73:10: &Var{} escapes to heap
./c54w_parser.mini:75:9: &Num{...} does not escape
./c54w_parser.mini:79:12: text does not escape
./c54w_parser.mini:80:7: &Parser{...} does not escape
./c54w_parser.mini:85:31: []string{...} does not escape
./c54w_parser.mini:86:14: ... argument does not escape
./c54w_parser.mini:86:15: text does not escape
./c54w_parser.mini:86:26: value(text, i + 5) does not escape
