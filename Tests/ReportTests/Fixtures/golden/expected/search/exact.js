rollcall.exact({"bytes": 1049, "groups": [[0,0,"$$&%$"]],
"texts": []});
