rollcall.columns({rows:6,today:20542,ranked:0,zone:"Europe/Berlin",base:"",users:[[0,0,"%&%($'"]],workspaces:[[0,1,"$#%'"]],columns:[
{name:"user_id",kind:"named",from:"user.id"},
{name:"name",kind:"named",from:"user.name",place:1,cell:"person"},
{name:"email",kind:"named",from:"user.email"},
{name:"status",kind:"text",filter:"Account",place:7,cell:"account",blocks:[[0,0,"$%$$$$",["active","suspended"]]]},
{name:"bot",kind:"flag",only:1,filter:"Kind",blocks:[[0,1,"$'%#"]]},
{name:"workspace_id",kind:"named",from:"workspace.id",filter:"Workspace"},
{name:"workspace",kind:"named",from:"workspace.name"},
{name:"role",kind:"text",filter:"Role",place:2,cell:"role",blocks:[[0,0,"$$$%&$",["","=cmd","editor"]]]},
{name:"since",kind:"time",place:6,cell:"value",missing:"Unknown",blocks:[[1714521600,0,"#$RQx^1#RQn}0#"]]},
{name:"last_active",kind:"time",place:4,cell:"value",missing:"Never",absent:"0",blocks:[[1771333200,0,"$##QkdIR[rJRfpJ"]]},
{name:"days_idle",kind:"number",filter:"Days idle",place:5,cell:"value",missing:"Unknown",absent:"Infinity",blocks:[[0,0,"Nj28&$$"]]},
{name:"state",kind:"state",filter:"Access",place:3,cell:"value",blocks:[[0,0,"&('$$$"]]},
{name:"time_zone",kind:"zone"}],bytes:0});
