./self_assignment.mini:10:8: (*Buffer).skip ignoring self-assignment in b.buf = b.buf[n:]
./self_assignment.mini:11:8: (*Buffer).skip ignoring self-assignment in b.buf = b.b2
./self_assignment.mini:9:7: b does not escape
./self_assignment.mini:15:23: make([]byte, 4) does not escape
