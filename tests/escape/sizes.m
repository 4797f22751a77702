./sizes.mini:11:6: moved to heap: c
./sizes.mini:9:10: new(Big) does not escape
./sizes.mini:10:10: new(Bigger) escapes to heap
./sizes.mini:12:11: make([]byte, 65536) does not escape
./sizes.mini:13:11: make([]byte, 65537) escapes to heap
./sizes.mini:14:11: make([]struct {}, 3) escapes to heap
