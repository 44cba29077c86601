-- Never used: rates are counted where the requests come in.
drop table identity.rate_limits;
