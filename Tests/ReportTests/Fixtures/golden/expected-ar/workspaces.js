rollcall.columns({rows:2,today:20542,ranked:0,zone:"Europe/Berlin",base:"",users:[],workspaces:[[0,0,"$%"]],columns:[
{name:"workspace_id",kind:"named",from:"workspace.id"},
{name:"name",kind:"named",from:"workspace.name",place:1,cell:"workspace"},
{name:"archived",kind:"flag",filter:"في الأرشيف",blocks:[[0,0,"%$"]]},
{name:"members",kind:"number",place:2,cell:"value",blocks:[[1,0,"$("]]},
{name:"active_28d",kind:"number",place:3,cell:"value",blocks:[[1,0,"$%"]]},
{name:"events_28",kind:"number",place:4,cell:"value",blocks:[[8,0,"i>$"]]},
{name:"events",kind:"number",blocks:[[8,0,"p>$"]]},
{name:"score",kind:"number",place:5,cell:"value",blocks:[[8,0,"w>$"]]},
{name:"last_active",kind:"time",place:6,cell:"value",missing:"أبدًا",absent:"0",blocks:[[1773100800,0,"$Ra`6"]]},
{name:"created_at",kind:"time",blocks:[[1767571200,0,"#$"]]},
{name:"time_zone",kind:"zone"},
{name:"page",kind:"named",from:"workspace.page"}],bytes:0});
