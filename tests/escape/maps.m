./maps.mini:6:22: map[string]*int{...} does not escape
./maps.mini:7:11: make(map[int]int) does not escape
