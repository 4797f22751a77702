./switch_interfaces.mini:5:15: e does not escape
./switch_interfaces.mini:5:22: i does not escape
./switch_interfaces.mini:6:10: T(n) does not escape
./switch_interfaces.mini:9:7: T(4) does not escape
./switch_interfaces.mini:11:9: n does not escape
./switch_interfaces.mini:12:10: 3 does not escape
./switch_interfaces.mini:13:9: n + 1 does not escape
./switch_interfaces.mini:17:9: n == 4 does not escape
./switch_interfaces.mini:18:7: true does not escape
./switch_interfaces.mini:21:7: n does not escape
./switch_interfaces.mini:21:10: 3 does not escape
./switch_interfaces.mini:25:20: 2 does not escape
