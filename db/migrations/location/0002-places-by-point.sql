-- The nearest place to a point: managers read where lookups found nothing by the name of a town.
create index places_point on location.places using gist (point);
