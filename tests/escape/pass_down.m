./pass_down.mini:6:11: p does not escape
./pass_down.mini:13:15: &Point{...} does not escape
./pass_down.mini:13:38: new(Point) does not escape
