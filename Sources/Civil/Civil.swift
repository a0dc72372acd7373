// Civil
