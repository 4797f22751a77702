./tests/escape/go_large_argument.mini:6:13: p does not escape
./tests/escape/go_large_argument.mini:10:2: moved to heap: x
./tests/escape/go_large_argument.mini:13:3: moved to heap: .autotmp_5
./tests/escape/go_large_argument.mini:14:3: moved to heap: .autotmp_7
