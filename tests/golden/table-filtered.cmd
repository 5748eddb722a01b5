# size 100x30
table filter='odd and gain < 2' sort=gain reverse=on
