./element.mini:5:11: make([]*int, 4) does not escape
