./interface_local.mini:8:7: s does not escape
./interface_local.mini:10:12: leaking param content: shapes
./interface_local.mini:19:23: []Shape{...} does not escape
./interface_local.mini:19:24: &Square{...} does not escape
./interface_local.mini:19:36: &Square{...} does not escape
