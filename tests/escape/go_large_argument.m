./go_large_argument.mini:6:13: p does not escape
./go_large_argument.mini:10:2: moved to heap: x
./go_large_argument.mini:13:3: moved to heap: .autotmp_5
./go_large_argument.mini:14:3: moved to heap: .autotmp_7
