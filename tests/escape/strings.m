./strings.mini:4:8: s does not escape
./strings.mini:4:18: b does not escape
./strings.mini:5:15: s + "x" + s does not escape
./strings.mini:6:14: ([]byte)(t) does not escape
./strings.mini:6:14: zero-copy string->[]byte conversion
./strings.mini:7:14: string(b) does not escape
./strings.mini:8:14: ([]rune)(s) does not escape
./strings.mini:13:24: []byte{...} does not escape
