./goto_forward.mini:10:9: new(int) does not escape
